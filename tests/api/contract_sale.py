"""The answers that guide 2.2.0 alone prints: a sale in its order, and the health of the system."""

from tests.api.contract_calls import Exchange
from tests.api.printed_requests import (
    CONFIRM,
    CREATE,
    DELETE,
    HEALTH,
    ORDER_INFO,
    REGISTER,
    SESSION_STATUS,
    SUMMARY,
    VALIDATE,
)

PRINTED_SALE = {
    "create-session": Exchange(
        CREATE,
        """{
          "success": true,
          "session_id": "VM001_20250804_143022_A1B2C3D4",
          "qr_data": {
            "session_id": "VM001_20250804_143022_A1B2C3D4",
            "machine_id": "VM001",
            "expires_at": "2025-08-04T15:00:22Z",
            "qr_url": "https://pimpmycase.shop?session=VM001_20250804_143022_A1B2C3D4&machine=VM001"
          },
          "session_info": {
            "status": "active",
            "user_progress": "started",
            "expires_at": "2025-08-04T15:00:22Z",
            "created_at": "2025-08-04T14:30:22Z"
          }
        }""",
        more='{"qr_url": "https://pimpmycase.shop?qr=true"}',
        told=("success",),
    ),
    "register-user": Exchange(
        REGISTER,
        """{
          "success": true,
          "message": "User registered with vending machine session",
          "session_status": {
            "status": "active",
            "user_progress": "qr_scanned",
            "expires_at": "2025-08-04T15:00:22Z",
            "last_activity": "2025-08-04T14:32:15Z"
          },
          "user_registered": true
        }""",
        told=("success", "message", "user_registered"),
    ),
    "order-summary": Exchange(
        SUMMARY,
        """{
          "success": true,
          "message": "Order summary received and processed",
          "session_updated": true,
          "payment_required": true,
          "session_status": {
            "status": "payment_pending",
            "user_progress": "payment_reached",
            "payment_amount": 21.99
          }
        }""",
        told=("success", "message", "session_updated", "payment_required", "session_status"),
    ),
    "order-info": Exchange(
        ORDER_INFO,
        """{
          "session_id": "VM001_20250804_143022_A1B2C3D4",
          "order_summary": {
            "brand": "iPhone",
            "model": "iPhone 15 Pro",
            "template": "Retro Remix",
            "price": 21.99,
            "currency": "GBP",
            "features": ["AI Enhancement", "Custom Text", "High Quality Print"]
          },
          "payment_info": {
            "amount": 21.99,
            "currency": "GBP",
            "tax_included": true,
            "breakdown": {
              "base_price": 19.99,
              "ai_enhancement": 2.00
            }
          },
          "machine_info": {
            "id": "VM001",
            "location": "Oxford Street Mall - Level 2"
          },
          "session_status": {
            "status": "payment_pending",
            "user_progress": "payment_reached",
            "expires_at": "2025-08-04T15:00:22Z",
            "last_activity": "2025-08-04T14:48:30Z"
          }
        }""",
        told=("session_id", "order_summary", "payment_info", "machine_info"),
    ),
    "confirm-payment": Exchange(
        CONFIRM,
        """{
          "success": true,
          "message": "Payment confirmed successfully",
          "order_created": true,
          "order_id": "ORDER_a819e123",
          "queue_number": "Q001",
          "session_status": {
            "status": "payment_completed",
            "user_progress": "payment_reached",
            "payment_confirmed_at": "2025-08-04T14:50:22Z"
          },
          "print_status": "queued_for_production"
        }""",
        told=("success", "message", "order_created", "print_status"),
    ),
    "session status": Exchange(
        SESSION_STATUS,
        """{
          "session_id": "VM001_20250804_143022_A1B2C3D4",
          "status": "designing",
          "user_progress": "design_complete",
          "expires_at": "2025-08-04T15:00:22Z",
          "created_at": "2025-08-04T14:30:22Z",
          "last_activity": "2025-08-04T14:45:10Z",
          "machine_id": "VM001",
          "security_validated": true,
          "order_id": "ORDER_a819e123",
          "payment_amount": 21.99,
          "session_data": {
            "brand": "iphone",
            "model": "iPhone 15 Pro",
            "template": "retro-remix",
            "user_selections": {
              "images_uploaded": 1,
              "text_added": "My Custom Text",
              "font": "Inter"
            }
          }
        }""",
        told=("session_id", "machine_id", "security_validated", "payment_amount", "session_data"),
    ),
    "validate": Exchange(
        VALIDATE,
        """{
          "session_id": "VM001_20250804_143022_A1B2C3D4",
          "valid": true,
          "security_validated": true,
          "session_health": {
            "is_expired": false,
            "is_active": true,
            "status": "designing",
            "user_progress": "design_complete",
            "expires_at": "2025-08-04T15:00:22Z",
            "last_activity": "2025-08-04T14:48:30Z"
          },
          "security_info": {
            "client_ip": "192.168.1.100",
            "validated": true,
            "security_level": "relaxed",
            "timestamp": "2025-08-04T14:48:35Z"
          }
        }""",
        told=("session_id", "valid", "security_validated"),
    ),
    "delete": Exchange(
        DELETE,
        """{
          "success": true,
          "message": "Session cancelled successfully",
          "session_id": "VM001_20250804_143022_A1B2C3D4"
        }""",
        told=("success", "session_id"),
    ),
    "health": Exchange(
        HEALTH,
        """{
          "status": "healthy",
          "timestamp": "2025-08-04T14:50:00Z",
          "api_version": "2.2.0",
          "services": {
            "database": "connected",
            "openai": "configured",
            "stripe": "configured",
            "image_storage": "available"
          },
          "metrics": {
            "active_sessions": 15,
            "pending_orders": 3,
            "system_load": "normal"
          }
        }""",
        told=("status", "api_version", "services"),
    ),
}
