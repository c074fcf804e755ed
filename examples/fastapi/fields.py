"""The fields of requests, which are checked before anything is signed, and the refusals."""

import json
import re
from typing import List, Optional
from urllib.parse import parse_qs


class Refused(Exception):
    def __init__(self, status: int, code: str, error: str, field: Optional[str] = None):
        self.status, self.body = status, {"error": error, "code": code, **({"field": field} if field else {})}


def channel_name(value, field: str) -> str:
    # fullmatch, because with match `$` allows a line break, and the signature would be valid for another channel.
    if isinstance(value, str) and re.fullmatch(r"[A-Za-z0-9_\-=@,.;]{1,164}", value):
        return value
    raise Refused(400, "invalid_field", f"Expected `{field}` to be a channel name.", field)


def socket_id_of(value) -> str:
    if isinstance(value, str) and re.fullmatch(r"[0-9]+\.[0-9]+", value):
        return value
    raise Refused(400, "invalid_field", "Expected `socket_id` to be two numbers with a dot between.", "socket_id")


def form_of(body: bytes, *names: str) -> List[Optional[str]]:
    fields = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
    twice = next((name for name in names if len(fields.get(name, [])) > 1), None)
    if twice:
        raise Refused(400, "invalid_field", f"Expected `{twice}` once.", twice)
    return [fields.get(name, [None])[0] for name in names]


def json_of(body: bytes):
    try:
        return json.loads(body, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Refused(400, "invalid_json", "Expected the body to be JSON.", "body") from None


def _no_number(name: str):
    """Rejects NaN and Infinity, which Python reads and writes but other JSON parsers reject."""
    raise ValueError(name)
