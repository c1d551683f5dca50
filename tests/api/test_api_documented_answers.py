"""Every answer has the keys and the types that guide 2.2.0 prints; the printed JSON is copied below."""

import json

from tests.api.api_driver import Api, shape

CREATED = json.loads("""
{
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
}""")
STATUS = json.loads("""
{
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
}""")
REGISTERED = json.loads("""
{
  "success": true,
  "message": "User registered with vending machine session",
  "session_status": {
    "status": "active",
    "user_progress": "qr_scanned",
    "expires_at": "2025-08-04T15:00:22Z",
    "last_activity": "2025-08-04T14:30:22Z"
  },
  "user_registered": true
}""")
SUMMARISED = json.loads("""
{
  "success": true,
  "message": "Order summary received and processed",
  "session_updated": true,
  "payment_required": true,
  "session_status": {
    "status": "payment_pending",
    "user_progress": "payment_reached",
    "payment_amount": 21.99
  }
}""")
CONFIRMED = json.loads("""
{
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
}""")
ORDER_INFO = json.loads("""
{
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
    "last_activity": "2025-08-04T14:30:22Z"
  }
}""")
VALIDATED = json.loads("""
{
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
}""")
HEALTH = json.loads("""
{
  "status": "healthy",
  "timestamp": "2025-08-04T14:30:22Z",
  "api_version": "2.2.0",
  "services": {
    "database": "connected",
    "openai": "configured",
    "stripe": "configured",
    "image_storage": "available"
  },
  "metrics": {
    "active_sessions": 0,
    "pending_orders": 0,
    "system_load": "normal"
  }
}""")
CONNECTION = json.loads("""
{
  "status": "success",
  "message": "Chinese manufacturer API connection successful",
  "api_version": "2.1.0",
  "timestamp": "2025-08-04T14:30:22Z",
  "client_ip": "127.0.0.1",
  "security_level": "relaxed_chinese_partner",
  "available_machine_ids": [
    "VM_TEST_MANUFACTURER",
    "10HKNTDOH2BA",
    "CN_DEBUG_01",
    "VM001",
    "VM002",
    "VM_DEMO",
    "VM_LONDON_01"
  ]
}""")
EQUIPMENT = json.loads("""
{
  "equipment_id": "CN_DEBUG_01",
  "status": "online",
  "location": "API Testing Environment - Mock Data",
  "capabilities": {
    "max_print_size": "200x300mm",
    "supported_materials": ["TPU", "Silicone", "Hard Plastic"],
    "color_printing": true,
    "estimated_print_time": "15-30 minutes"
  },
  "current_queue": 0,
  "last_maintenance": "2025-08-01T10:00:00Z",
  "note": "This endpoint currently returns mock data for testing purposes"
}""")
PRINTED = json.loads("""
{
  "order_id": "ORDER_a819e123",
  "print_status": "completed",
  "progress": 100,
  "started_at": "2025-08-02T14:45:00Z",
  "completed_at": "2025-08-02T15:15:00Z",
  "equipment_id": "CN_DEBUG_01",
  "quality_check": "passed"
}""")


def test_create_session(api: Api) -> None:
    answer = dict(api.create().json or {})
    assert answer.pop("qr_url").startswith("https://pimpmycase.shop?qr=true&")
    assert shape(answer) == shape(CREATED)


def test_a_session_lasts_as_printed(api: Api) -> None:
    assert (api.create().json or {})["session_info"] == CREATED["session_info"]


def test_qr_url_has_the_printed_query(api: Api) -> None:
    answer = api.create().json or {}
    url = f"https://pimpmycase.shop?session={answer['session_id']}&machine=VM001"
    assert answer["qr_data"]["qr_url"] == url


def test_session_status(api: Api) -> None:
    session_id = api.pending()
    api.confirm(session_id)
    answer = api.status(session_id)
    assert shape(answer) == shape(STATUS)
    assert answer["session_data"] == STATUS["session_data"]


def test_session_status_has_all_keys_from_the_start(api: Api) -> None:
    answer = api.status(api.session())
    assert list(shape(answer)) == list(STATUS)
    assert list(answer["session_data"]) == list(STATUS["session_data"])
    assert answer["order_id"] is answer["payment_amount"] is None


def test_register_user(api: Api) -> None:
    answer = dict(api.register(api.session()).json or {})
    del answer["debug_info"]
    assert answer == REGISTERED


def test_order_summary(api: Api) -> None:
    answer = dict(api.summary(api.registered()).json or {})
    del answer["debug_info"]
    assert answer == SUMMARISED


def test_confirm_payment(api: Api) -> None:
    answer = api.confirm(api.pending()).json or {}
    assert shape(answer) == shape(CONFIRMED)
    assert (answer["queue_number"], answer["print_status"]) == ("Q001", "queued_for_production")


def test_order_info(api: Api) -> None:
    session_id = api.registered(location="Oxford Street Mall - Level 2")
    api.summary(session_id)
    answer = dict(api.get(session_id, "order-info").json or {})
    del answer["debug_info"]
    assert answer == ORDER_INFO | {"session_id": session_id}


def test_validate(api: Api) -> None:
    assert shape(api.validate(api.session()).json) == shape(VALIDATED)


def test_delete(api: Api) -> None:
    session_id = api.session()
    answer = dict(api.delete(session_id).json or {})
    del answer["debug_info"]
    assert answer == {
        "success": True,
        "message": "Session cancelled successfully",
        "session_id": session_id,
    }


def test_health(api: Api) -> None:
    assert api.client.get("/health").json == HEALTH


def test_health_counts(api: Api) -> None:
    api.order()
    api.session()
    metrics = (api.client.get("/health").json or {})["metrics"]
    assert (metrics["active_sessions"], metrics["pending_orders"]) == (1, 1)


def test_test_connection(api: Api) -> None:
    answer = dict(api.client.get("/api/chinese/test-connection").json or {})
    debug = answer.pop("debug_info")
    assert answer == CONNECTION
    assert debug["session_validation"] == "flexible_format_supported"
    assert debug["authentication"] == "not_required"
    assert debug["request_id"].startswith("req_")


def test_equipment_info(api: Api) -> None:
    answer = dict(api.client.get("/api/chinese/equipment/CN_DEBUG_01/info").json or {})
    assert answer.pop("debug_info")["equipment_status"] == "online"
    assert answer == EQUIPMENT


def test_the_other_guides_equipment(api: Api) -> None:
    answer = api.client.get("/api/chinese/equipment/PRINTER_001/info").json or {}
    assert answer["location"] == "Beijing Manufacturing Center"


def test_print_status(api: Api) -> None:
    order_id = api.order()
    for status in ("printing", "printed", "completed"):
        api.update_order(order_id, status, equipment_id="CN_DEBUG_01")
    answer = api.print_status(order_id)
    assert shape(answer) == shape(PRINTED)
    assert (answer["progress"], answer["quality_check"]) == (100, "passed")


def test_print_status_before_the_start(api: Api) -> None:
    answer = api.print_status(api.order())
    assert list(shape(answer)) == list(PRINTED)
    assert answer["started_at"] is answer["completed_at"] is None
    assert (answer["progress"], answer["quality_check"]) == (0, "pending")


def test_order_status_update(api: Api) -> None:
    order_id = api.order()
    answer = dict(api.update_order(order_id, "printing", notes="Started printing process").json or {})
    del answer["debug_info"]
    assert answer == {
        "success": True,
        "message": "Order status updated to printing",
        "order_id": order_id,
        "status": "printing",
        "previous_status": "pending",
        "updated_at": "2025-08-04T14:30:22Z",
    }


def test_debug_info_in_every_object_under_api(api: Api) -> None:
    found = api.create().json or {}
    missing = api.client.get("/api/nowhere").json or {}
    assert found["debug_info"].keys() == missing["debug_info"].keys() == {"request_id", "processing_time"}
    assert found["debug_info"]["processing_time"].endswith("s")


def test_queue_position(api: Api) -> None:
    api.order()
    assert api.print_status(api.order())["debug_info"]["queue_position"] == 2


def test_no_debug_info_elsewhere(api: Api) -> None:
    assert "debug_info" not in (api.client.get("/health").json or {})


def test_the_bare_address_names_the_service(api: Api) -> None:
    assert api.client.get("/").status_code == 200
