"""The request bodies that the guides print, word for word (2.2.0, or 2.1.0 where it differs)."""

from typing import Any

Example = dict[str, Any]

SESSION_ID = "VM001_20250804_143022_A1B2C3D4"
ORDER_ID = "ORDER_a819e123"
EQUIPMENT_ID = "CN_DEBUG_01"
PAYMENT_ID = "TEST_PAYMENT_E90225F45081"
PATH_IDS = {
    "session_id": SESSION_ID,
    "order_id": ORDER_ID,
    "equipment_id": EQUIPMENT_ID,
    "payment_id": PAYMENT_ID,
}
"""What to put into a path's braces."""

PAYMENT_BY_THIRD_ID: Example = {
    "third_id": PAYMENT_ID,
    "status": 3,
    "message": "Payment confirmed by Chinese system",
}
PAYMENT_BY_PAYMENT_ID: Example = {
    "payment_id": PAYMENT_ID,
    "status": 3,
    "notes": "Payment confirmed by Chinese system",
}
STOCK_COUNT: Example = {
    "phone_models": {"iphone_14_pro": 45, "iphone_15": 32, "samsung_s24": 28},
    "materials": {"clear_tpu": 150, "black_silicone": 89, "transparent_hard": 67},
    "updated_by": "automated_system",
}
ORDER_STATUS: Example = {
    "order_id": ORDER_ID,
    "status": "printing",
    "estimated_completion": "2025-08-02T15:30:00Z",
    "notes": "Started printing process",
    "equipment_id": EQUIPMENT_ID,
}
PRINT_IMAGES: Example = {
    "order_id": ORDER_ID,
    "image_urls": [
        "https://cdn.pimpmycase.com/designs/ORDER_a819e123_design1.png",
        "https://cdn.pimpmycase.com/designs/ORDER_a819e123_design2.png",
    ],
    "phone_model": "iphone_15_pro",
    "customer_info": {"name": "John Smith", "email": "john@example.com", "phone": "+44123456789"},
    "priority": 2,
}
PRINT_ON_EQUIPMENT: Example = {
    "order_id": ORDER_ID,
    "equipment_id": EQUIPMENT_ID,
    "priority": 1,
    "print_settings": {"material": "TPU", "color": "transparent", "quality": "high"},
}
PRINT_TRIGGER: Example = {
    "order_id": ORDER_ID,
    "equipment_id": EQUIPMENT_ID,
    "print_data": {
        "design_url": "https://example.com/design.png",
        "phone_model": "iphone_14_pro",
        "template": "classic",
        "text": "Custom Text",
        "font": "Arial",
        "color": "#000000",
    },
}
LIVE_PRINT_TRIGGER: Example = {"order_id": ORDER_ID, "printer_id": EQUIPMENT_ID, "priority": 1}
"""No guide prints it: what the live client sends."""
WEBHOOK: Example = {
    "webhook_url": "https://your-system.com/webhook/pimpycase",
    "events": ["order_status_change", "payment_completed", "print_finished"],
    "secret": "your_webhook_secret",
}
CREATE_SESSION: Example = {
    "machine_id": "VM001",
    "location": "Oxford Street Mall - Level 2",
    "session_timeout_minutes": 30,
    "metadata": {"mall_name": "Oxford Street Mall", "floor": "Level 2", "timezone": "Europe/London"},
}
REGISTER_USER: Example = {
    "machine_id": "VM001",
    "session_id": SESSION_ID,
    "location": "Oxford Street Mall - Level 2",
    "user_agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X)",
    "ip_address": "192.168.1.100",
}
ORDER_SUMMARY: Example = {
    "session_id": SESSION_ID,
    "order_data": {
        "brand": "iphone",
        "model": "iPhone 15 Pro",
        "template": "retro-remix",
        "images": ["image1.jpg"],
        "text": "My Custom Text",
        "font": "Inter",
        "colors": {"background": "#FFFFFF", "text": "#000000"},
    },
    "payment_amount": 21.99,
    "currency": "GBP",
}
CONFIRM_PAYMENT: Example = {
    "session_id": SESSION_ID,
    "payment_method": "card",
    "payment_amount": 21.99,
    "transaction_id": "TXN_VM001_20250804_001",
    "payment_data": {
        "card_last_four": "1234",
        "card_type": "Visa",
        "authorization_code": "AUTH123456",
        "receipt_number": "RCP001",
    },
}
REPORT_PROGRESS: Example = {"user_progress": "designing"}
