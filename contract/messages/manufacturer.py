"""The manufacturer's endpoints under /api/chinese, as guides 2.2.0 and 2.1.0 document them together."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from contract.messages.base import Answer, Request, Text, Timestamp, one_of
from contract.vocabulary import OrderStatus, QualityCheck


class ConnectionTested(Answer):
    status: str
    message: str
    api_version: str
    timestamp: Timestamp
    client_ip: str
    security_level: str
    debug_info: dict[str, str]
    available_machine_ids: list[str]


class UpdateOrderStatus(Request):
    order_id: Text = Field(min_length=1, max_length=100)
    status: Annotated[OrderStatus, BeforeValidator(one_of(OrderStatus))]
    estimated_completion: Text | None = None
    """ISO 8601; the service checks it, so that its refusal can name the received text."""
    notes: Text | None = Field(default=None, max_length=500)
    equipment_id: Text | None = Field(default=None, max_length=100)
    queue_number: Text | None = Field(default=None, max_length=50)
    chinese_order_id: Text | None = Field(default=None, max_length=100)


class OrderStatusUpdated(Answer):
    success: bool
    message: str
    order_id: str
    status: OrderStatus
    previous_status: OrderStatus
    updated_at: Timestamp


class PrintStatus(Answer):
    """Answer of `GET /api/chinese/print/{order_id}/status`. Progress is a whole percentage."""

    order_id: str
    print_status: OrderStatus
    progress: int
    started_at: Timestamp | None
    completed_at: Timestamp | None
    equipment_id: str | None
    quality_check: QualityCheck


class Capabilities(Answer):
    max_print_size: str
    supported_materials: list[str]
    color_printing: bool
    estimated_print_time: str


class EquipmentInfo(Answer):
    """Answer of `GET /api/chinese/equipment/{equipment_id}/info`."""

    equipment_id: str
    status: str
    location: str
    capabilities: Capabilities
    current_queue: int
    last_maintenance: Timestamp | None
    note: str
