"""The debug block of guide 2.2.0, "Debug Information"."""

from pydantic import ConfigDict

from contract.messages.base import Answer


class DebugInfo(Answer):
    """In development mode in every JSON object under /api; the last two where they apply."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=False)

    request_id: str
    processing_time: str
    equipment_status: str | None = None
    queue_position: int | None = None
