"""What every value of the core has in common."""

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """An immutable value: equal by content, refusing fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="constants")
