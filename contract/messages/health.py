"""Section 11 of guide 2.2.0: `GET /health`."""

from contract.messages.base import Answer, Timestamp


class Services(Answer):
    database: str
    openai: str
    stripe: str
    image_storage: str


class Metrics(Answer):
    active_sessions: int
    pending_orders: int
    system_load: str


class Health(Answer):
    status: str
    timestamp: Timestamp
    api_version: str
    services: Services
    metrics: Metrics
