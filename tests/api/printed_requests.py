"""The requests that both guides print, copied as they stand, and in which order."""

Request = tuple[str, str, str]
"""Method, path and body."""
SESSION_ID = "VM001_20250804_143022_A1B2C3D4"
SESSION = f"/api/vending/session/{SESSION_ID}"

TEST_CONNECTION: Request = ("GET", "/api/chinese/test-connection", "")
SESSION_VALIDATION: Request = ("GET", "/api/chinese/debug/session-validation/VM001_20250729_143022_A1B2C3", "")
PAYMENT_STATUS: Request = ("GET", "/api/chinese/payment/TEST_PAYMENT_E90225F45081/status", "")
PAY_STATUS: Request = (
    "POST",
    "/api/chinese/order/payStatus",
    """{
      "third_id": "TEST_PAYMENT_E90225F45081",
      "status": 3,
      "message": "Payment confirmed by Chinese system"
    }""",
)
PAY_STATUS_2_1_0: Request = (
    "POST",
    "/api/chinese/order/payStatus",
    """{
      "payment_id": "TEST_PAYMENT_E90225F45081",
      "status": 3,
      "notes": "Payment confirmed by Chinese system"
    }""",
)
EQUIPMENT_INFO: Request = ("GET", "/api/chinese/equipment/CN_DEBUG_01/info", "")
OTHER_EQUIPMENT_INFO: Request = ("GET", "/api/chinese/equipment/PRINTER_001/info", "")
COUNT: Request = (
    "POST",
    "/api/chinese/equipment/CN_DEBUG_01/stock",
    """{
      "phone_models": {
        "iphone_14_pro": 45,
        "iphone_15": 32,
        "samsung_s24": 28
      },
      "materials": {
        "clear_tpu": 150,
        "black_silicone": 89,
        "transparent_hard": 67
      },
      "updated_by": "automated_system"
    }""",
)
STOCK_STATUS: Request = ("GET", "/api/chinese/models/stock-status", "")
UPDATE_ORDER: Request = (
    "POST",
    "/api/chinese/order-status-update",
    """{
      "order_id": "ORDER_a819e123",
      "status": "printing",
      "estimated_completion": "2025-08-02T15:30:00Z",
      "notes": "Started printing process",
      "equipment_id": "CN_DEBUG_01"
    }""",
)
PRINT_COMMAND: Request = (
    "POST",
    "/api/chinese/send-print-command",
    """{
      "order_id": "ORDER_a819e123",
      "image_urls": [
        "https://cdn.pimpmycase.com/designs/ORDER_a819e123_design1.png",
        "https://cdn.pimpmycase.com/designs/ORDER_a819e123_design2.png"
      ],
      "phone_model": "iphone_15_pro",
      "customer_info": {
        "name": "John Smith",
        "email": "john@example.com",
        "phone": "+44123456789"
      },
      "priority": 2
    }""",
)
PRINT_COMMAND_2_1_0: Request = (
    "POST",
    "/api/chinese/send-print-command",
    """{
      "order_id": "ORDER_a819e123",
      "equipment_id": "CN_DEBUG_01",
      "priority": 1,
      "print_settings": {
        "material": "TPU",
        "color": "transparent",
        "quality": "high"
      }
    }""",
)
TRIGGER: Request = (
    "POST",
    "/api/chinese/print/trigger",
    """{
      "order_id": "ORDER_a819e123",
      "equipment_id": "CN_DEBUG_01",
      "print_data": {
        "design_url": "https://example.com/design.png",
        "phone_model": "iphone_14_pro",
        "template": "classic",
        "text": "Custom Text",
        "font": "Arial",
        "color": "#000000"
      }
    }""",
)
PRINT_STATUS: Request = ("GET", "/api/chinese/print/ORDER_a819e123/status", "")
DOWNLOAD_LINKS: Request = ("GET", "/api/chinese/order/ORDER_a819e123/download-links", "")
BATCH_DOWNLOAD: Request = (
    "GET",
    "/api/chinese/images/batch-download?order_ids=ORDER_1&order_ids=ORDER_2&format=zip",
    "",
)
WEBHOOK: Request = (
    "POST",
    "/api/chinese/webhook/configure",
    """{
      "webhook_url": "https://your-system.com/webhook/pimpycase",
      "events": ["order_status_change", "payment_completed", "print_finished"],
      "secret": "your_webhook_secret"
    }""",
)
CREATE: Request = (
    "POST",
    "/api/vending/create-session",
    """{
      "machine_id": "VM001",
      "location": "Oxford Street Mall - Level 2",
      "session_timeout_minutes": 30,
      "metadata": {
        "mall_name": "Oxford Street Mall",
        "floor": "Level 2",
        "timezone": "Europe/London"
      }
    }""",
)
SESSION_STATUS: Request = ("GET", f"{SESSION}/status", "")
REGISTER: Request = (
    "POST",
    f"{SESSION}/register-user",
    """{
      "machine_id": "VM001",
      "session_id": "VM001_20250804_143022_A1B2C3D4",
      "location": "Oxford Street Mall - Level 2",
      "user_agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X)",
      "ip_address": "192.168.1.100"
    }""",
)
SUMMARY: Request = (
    "POST",
    f"{SESSION}/order-summary",
    """{
      "session_id": "VM001_20250804_143022_A1B2C3D4",
      "order_data": {
        "brand": "iphone",
        "model": "iPhone 15 Pro",
        "template": "retro-remix",
        "images": ["image1.jpg"],
        "text": "My Custom Text",
        "font": "Inter",
        "colors": {
          "background": "#FFFFFF",
          "text": "#000000"
        }
      },
      "payment_amount": 21.99,
      "currency": "GBP"
    }""",
)
CONFIRM: Request = (
    "POST",
    f"{SESSION}/confirm-payment",
    """{
      "session_id": "VM001_20250804_143022_A1B2C3D4",
      "payment_method": "card",
      "payment_amount": 21.99,
      "transaction_id": "TXN_VM001_20250804_001",
      "payment_data": {
        "card_last_four": "1234",
        "card_type": "Visa",
        "authorization_code": "AUTH123456",
        "receipt_number": "RCP001"
      }
    }""",
)
ORDER_INFO: Request = ("GET", f"{SESSION}/order-info", "")
VALIDATE: Request = ("POST", f"{SESSION}/validate", "")
DELETE: Request = ("DELETE", SESSION, "")
HEALTH: Request = ("GET", "/health", "")
ORDERS = [EQUIPMENT_INFO, OTHER_EQUIPMENT_INFO, COUNT, STOCK_STATUS, UPDATE_ORDER]
PRINTING = [TRIGGER, PRINT_STATUS, DOWNLOAD_LINKS, BATCH_DOWNLOAD]
VENDING = [CREATE, SESSION_STATUS, REGISTER, SUMMARY, CONFIRM, ORDER_INFO, VALIDATE, DELETE, HEALTH]
GUIDE_2_2_0 = [
    TEST_CONNECTION,
    SESSION_VALIDATION,
    PAYMENT_STATUS,
    PAY_STATUS,
    *ORDERS,
    PRINT_COMMAND,
    *PRINTING,
    *VENDING,
]
GUIDE_2_1_0 = [
    TEST_CONNECTION,
    PAYMENT_STATUS,
    PAY_STATUS_2_1_0,
    *ORDERS,
    PRINT_COMMAND_2_1_0,
    *PRINTING,
    WEBHOOK,
]
