"""The answers that both guides print alike, and those that neither prints, of which decisions name the keys."""

from tests.api.contract_calls import Exchange
from tests.api.printed_requests import (
    COUNT,
    DOWNLOAD_LINKS,
    PAYMENT_STATUS,
    PRINT_STATUS,
    TEST_CONNECTION,
    TRIGGER,
    UPDATE_ORDER,
)

PRINTED_BY_BOTH = {
    "test-connection": Exchange(
        TEST_CONNECTION,
        """{
          "status": "success",
          "message": "Chinese manufacturer API connection successful",
          "api_version": "2.1.0",
          "timestamp": "2025-08-02T14:42:09.492554+00:00",
          "client_ip": "127.0.0.1",
          "security_level": "relaxed_chinese_partner",
          "debug_info": {
            "rate_limit": "35 requests/minute",
            "authentication": "not_required",
            "session_validation": "flexible_format_supported"
          },
          "available_machine_ids": [
            "VM_TEST_MANUFACTURER",
            "10HKNTDOH2BA",
            "CN_DEBUG_01",
            "VM001",
            "VM002"
          ]
        }""",
        told=("status", "message", "api_version", "security_level"),
    ),
    "payment status": Exchange(
        PAYMENT_STATUS,
        """{
          "payment_id": "TEST_PAYMENT_E90225F45081",
          "status": 3,
          "status_description": "paid",
          "amount": 1999,
          "currency": "GBP",
          "created_at": "2025-08-02T14:35:00Z",
          "updated_at": "2025-08-02T14:37:15Z"
        }""",
        told=("payment_id", "status", "status_description", "amount", "currency", "created_at", "updated_at"),
    ),
}
PRINTED_ORDERS = {
    "print status": Exchange(
        PRINT_STATUS,
        """{
          "order_id": "ORDER_a819e123",
          "print_status": "completed",
          "progress": 100,
          "started_at": "2025-08-02T14:45:00Z",
          "completed_at": "2025-08-02T15:15:00Z",
          "equipment_id": "CN_DEBUG_01",
          "quality_check": "passed"
        }""",
        told=("order_id", "print_status", "progress", "equipment_id", "quality_check"),
    ),
    "download-links": Exchange(
        DOWNLOAD_LINKS,
        """{
          "order_id": "ORDER_a819e123",
          "download_links": {
            "design_file": "https://cdn.pimpmycase.com/designs/ORDER_a819e123_design.png",
            "print_file": "https://cdn.pimpmycase.com/print/ORDER_a819e123_print.gcode",
            "preview": "https://cdn.pimpmycase.com/preview/ORDER_a819e123_preview.jpg"
          },
          "expiry": "2025-08-09T14:42:00Z"
        }""",
        told=("order_id",),
    ),
}
PAY_STATUS_ANSWER = """{
  "success": true,
  "message": "Payment status updated to paid",
  "third_id": "TEST_PAYMENT_E90225F45081",
  "payment_id": "TEST_PAYMENT_E90225F45081",
  "status": 3,
  "status_description": "paid",
  "msg": "Payment status updated to paid",
  "code": 200
}"""
PRINT_COMMAND_ANSWER = """{
  "success": true,
  "message": "Print command accepted",
  "order_id": "ORDER_a819e123",
  "command_id": "CMD_000001",
  "status": "waiting",
  "queue_position": 1,
  "timestamp": "2025-08-02T14:42:00Z"
}"""
DECIDED_COUNT = Exchange(
    COUNT,
    """{
      "success": true,
      "message": "Stock of CN_DEBUG_01 updated",
      "equipment_id": "CN_DEBUG_01",
      "updated_models": {"iphone_14_pro": 45, "iphone_15": 32, "samsung_s24": 28},
      "updated_materials": {"clear_tpu": 150, "black_silicone": 89, "transparent_hard": 67},
      "updated_by": "automated_system",
      "timestamp": "2025-08-02T14:42:00Z"
    }""",
    told=("success", "equipment_id", "updated_models", "updated_materials", "updated_by"),
)
DECIDED_TRIGGER = Exchange(
    TRIGGER,
    """{
      "success": true,
      "message": "Print job accepted",
      "job_id": "JOB_000001",
      "order_id": "ORDER_a819e123",
      "equipment_id": "CN_DEBUG_01",
      "status": "waiting",
      "queue_position": 1,
      "timestamp": "2025-08-02T14:42:00Z"
    }""",
    told=("success", "order_id", "equipment_id"),
)
DECIDED_UPDATE = Exchange(
    UPDATE_ORDER,
    """{
      "success": true,
      "message": "Order status updated to printing",
      "order_id": "ORDER_a819e123",
      "status": "printing",
      "previous_status": "pending",
      "updated_at": "2025-08-02T14:42:00Z"
    }""",
    told=("success", "message", "order_id", "status", "previous_status"),
)
STOCK_2_2_0 = """{
  "success": true,
  "models": [
    {
      "id": "iphone-iphone-15-pro",
      "name": "iPhone 15 Pro",
      "chinese_model_id": "CN_IPHONE_006",
      "brand_id": "iphone",
      "stock": 45,
      "price": 19.99,
      "is_available": true
    },
    {
      "id": "samsung-galaxy-s24-ultra",
      "name": "Galaxy S24 Ultra",
      "chinese_model_id": "CN_SAMSUNG_001",
      "brand_id": "samsung",
      "stock": 34,
      "price": 19.99,
      "is_available": true
    },
    {
      "id": "iphone-iphone-14-pro",
      "name": "iPhone 14 Pro",
      "chinese_model_id": "CN_IPHONE_010",
      "brand_id": "iphone",
      "stock": 32,
      "price": 19.99,
      "is_available": true
    }
  ],
  "summary": {
    "total_models": 25,
    "total_stock": 158,
    "brands_available": ["iphone", "samsung"],
    "last_updated": "2025-08-02T14:30:00Z"
  }
}"""
STOCK_2_1_0 = """{
  "stock_status": {
    "iphone": {
      "iphone_14": {"available": 45, "reserved": 3},
      "iphone_14_pro": {"available": 32, "reserved": 1},
      "iphone_15": {"available": 28, "reserved": 2}
    },
    "samsung": {
      "galaxy_s24": {"available": 34, "reserved": 1},
      "galaxy_s23": {"available": 19, "reserved": 0}
    }
  },
  "last_updated": "2025-08-02T14:30:00Z",
  "total_capacity": 200,
  "total_available": 158
}"""
