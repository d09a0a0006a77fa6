"""Tables of TOML files as pydantic models, whose errors are whole sentences with the remedy.

A field that is wrong raises an error whose message says what to do, so that the reader of the file has only to say in which
line it stands. The description of a field says what to give where it is missing.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, NoReturn, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, ValidationInfo
from pydantic_core import PydanticCustomError

from tocsin.text.toml_file import KeyPath, no_such_key

_LONGEST = 2_000
"""Characters of the longest text of a field."""


class TomlModel(BaseModel):
    """A table of a file."""

    model_config = ConfigDict(extra="forbid", frozen=True)


AnyModel = TypeVar("AnyModel", bound=TomlModel)


def wrong(words: str) -> NoReturn:
    """Refuse the value of a field.

    Raises:
        PydanticCustomError: Always.
    """
    raise PydanticCustomError("toml", "{words}", {"words": words})


def read_table(
    model: type[AnyModel], table: Mapping[str, Any], *, context: Mapping[str, Any] | None = None
) -> tuple[AnyModel | None, list[tuple[KeyPath, str]]]:
    """A table of the file, None where something in it is wrong, and what is wrong: where in the table, and in words.

    Args:
        model: What it must be.
        table: As the file has it.
        context: What the model's validators need to know.
    """
    try:
        return model.model_validate(table, context=context), []
    except ValidationError as error:
        return None, [_told(model, one) for one in error.errors(include_url=False)]


def _told(model: type[TomlModel], error: Any) -> tuple[KeyPath, str]:
    key = str(error["loc"][0])
    named = {field.alias or name: field for name, field in model.model_fields.items()}
    if error["type"] == "missing":
        return (), f"{key} is missing; {named[key].description}"
    if error["type"] == "extra_forbidden":
        return (key,), no_such_key(key, named)
    return (key,), str(error["msg"])


def _text(value: object, info: ValidationInfo) -> str:
    key = info.field_name
    if not isinstance(value, str) or not value.strip():
        wrong(f'{key} must be a text in quotes, as in {key} = "…"')
    if len(value) > _LONGEST:
        wrong(f"{key} is longer than {_LONGEST:,} characters; say it shorter")
    return value.strip()


def _day(value: object, info: ValidationInfo) -> date:
    if isinstance(value, datetime) or not isinstance(value, date):
        wrong(f"{info.field_name} must be a day without quotes, as in {info.field_name} = 2030-06-30")
    return value


Text = Annotated[str, BeforeValidator(_text)]
Day = Annotated[date, BeforeValidator(_day)]
