"""A server for react-pusher-kit in Python that implements docs/protocol.md. `python main.py` runs it."""

import hashlib
import hmac
import json
import logging
import os
import re
import socket
import threading
import time
import uuid
from collections import defaultdict
from typing import List, Optional

import uvicorn
from fastapi import Depends, FastAPI, Query, Request
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse

from backend import LARGEST_DATA, Backend, compact
from fields import Refused, channel_name, form_of, json_of, socket_id_of
from store import KeyConflict, Store, iso

log = logging.getLogger("realtime")
backend = Backend()
store = Store(os.environ.get("STORE_FILE", "events.db"))
# Replace this with your own sessions. USERS is {"a token": "the id of its user"}.
users = json.loads(os.environ.get("USERS", "{}"))
locks = defaultdict(threading.Lock)

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=os.environ.get("ORIGINS", "").split(),
    allow_methods=["GET", "POST"],
    allow_headers=["authorization", "content-type", "idempotency-key", "if-none-match"],
    expose_headers=["retry-after", "etag", "x-pusher-backend"],
)


@app.exception_handler(Refused)
def refuse(_: Request, refused: Refused):
    return JSONResponse(refused.body, refused.status)


# #region policies
def user_of(request: Request) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    for known, user in users.items():
        if scheme.lower() == "bearer" and hmac.compare_digest(known.encode(), token.encode()):
            return user
    raise Refused(401, "unauthenticated", "Expected credentials in the authorization header.", "authorization")


def allow(user: str, action: str, channel: str, field: str) -> None:
    """action is subscribe, publish or history."""
    is_public = not channel.startswith(("private-", "presence-"))
    own = channel == f"private-user-{user}"
    room = channel.startswith("presence-room-")
    if own or room or (is_public and (action != "publish" or channel == "logs")):
        return
    raise Refused(403, "forbidden", f"Expected a user who may {action} {channel}.", field)


# #endregion


async def body_of(request: Request) -> bytes:
    return await request.body()


def event_of(value, user: str) -> tuple:
    """(channel, event, data) of a trigger, checked."""
    if not isinstance(value, dict):
        raise Refused(400, "invalid_field", "Expected an event as an object.", "body")
    channel, event, data = channel_name(value.get("channel"), "channel"), value.get("event"), value.get("data")
    if not isinstance(event, str) or not re.fullmatch(r"(?!pusher|client-|kit:)[^\x00-\x1f\x7f\ud800-\udfff]{1,200}", event):
        raise Refused(400, "invalid_field", "Expected the name of an event of the app.", "event")
    # Only publish_numbered writes this key, because clients trust the number in it.
    if not isinstance(data, dict) or "$kit" in data:
        raise Refused(400, "invalid_field", "Expected an object without `$kit`.", "data")
    if len(compact(data)) > LARGEST_DATA - 79:
        raise Refused(413, "payload_too_large", "Expected a payload of at most 10161 bytes.", "data")
    allow(user, "publish", channel, "channel")
    return channel, event, data


# #region authorization
@app.post("/api/v1/pusher/auth")
def authorize(request: Request, body: bytes = Depends(body_of)):
    user = user_of(request)
    socket_id, channel = form_of(body, "socket_id", "channel_name")
    socket_id, channel = socket_id_of(socket_id), channel_name(channel, "channel_name")
    if not channel.startswith(("private-", "presence-")) or channel.startswith("private-encrypted-"):
        raise Refused(400, "invalid_field", "Expected a private or presence channel.", "channel_name")
    allow(user, "subscribe", channel, "channel_name")
    if not channel.startswith("presence-"):
        return {"auth": f"{backend.key}:{backend.sign(f'{socket_id}:{channel}')}"}
    member = json.dumps({"user_id": user, "user_info": {"name": user}})
    return {"auth": f"{backend.key}:{backend.sign(f'{socket_id}:{channel}:{member}')}", "channel_data": member}


@app.post("/api/v1/pusher/user-auth")
def sign_in(request: Request, body: bytes = Depends(body_of)):
    user_data = json.dumps({"id": user_of(request)})
    socket_id = socket_id_of(form_of(body, "socket_id")[0])
    return {"auth": f"{backend.key}:{backend.sign(f'{socket_id}::user::{user_data}')}", "user_data": user_data}


# #endregion


# #region publishing
def publish(request: Request, user: str, body: bytes, events: list, socket_id: Optional[str] = None):
    """Stores (channel, event, data), then publishes. Returns the numbers, and whether an earlier request stored them."""
    name = request.headers.get("idempotency-key")
    if name is not None and not re.fullmatch(r"[\x21-\x7e]{1,200}", name):
        raise Refused(400, "invalid_field", "Expected 1 to 200 visible ASCII characters.", "idempotency-key")
    fingerprint = hashlib.sha256(request.url.path.encode() + b"\n" + body).hexdigest()
    names = sorted({channel for channel, _, _ in events})
    # Locked until the events are published, so that a channel's events are published in the order of their numbers.
    for channel in names:
        locks[channel].acquire()
    try:
        numbers, repeated = store.append(events, (user, name, fingerprint) if name else None)
        if not repeated:
            broadcast(events, numbers, socket_id)
        return numbers, repeated
    except KeyConflict:
        message = "Expected `idempotency-key` to stand for one request but it was used for another."
        raise Refused(409, "idempotency_conflict", message, "idempotency-key") from None
    finally:
        for channel in names:
            locks[channel].release()


def broadcast(events: list, numbers: list, socket_id: Optional[str]) -> None:
    start = 0
    for end in range(1, len(events) + 1):
        if end < len(events) and events[end][:2] == events[start][:2]:
            continue
        channel, event, _ = events[start]
        try:
            items = [data for _, _, data in events[start:end]]
            backend.publish_numbered(channel, event, numbers[start], store.epoch, items, socket_id)
        except OSError as error:
            # The event is stored. Clients that miss it read it from the history.
            log.error("%s from %s on was not published: %s", channel, numbers[start], error)
        start = end


def receipt(seq: int) -> dict:
    return {"id": str(uuid.uuid4()), "seq": seq, "epoch": store.epoch, "accepted_at": iso(time.time())}


@app.post("/api/v1/realtime/trigger")
def trigger(request: Request, body: bytes = Depends(body_of)):
    user, value = user_of(request), json_of(body)
    event = event_of(value, user)
    socket_id = value.get("socket_id")
    numbers, _ = publish(request, user, body, [event], socket_id_of(socket_id) if socket_id is not None else None)
    return receipt(numbers[0])


@app.post("/api/v1/realtime/trigger/batch")
def trigger_batch(request: Request, body: bytes = Depends(body_of)):
    user, value = user_of(request), json_of(body)
    batch = value.get("batch") if isinstance(value, dict) else None
    if not isinstance(batch, list) or not 1 <= len(batch) <= 10:
        raise Refused(400, "invalid_field", "Expected `batch` to be 1 to 10 events.", "batch")
    numbers, _ = publish(request, user, body, [event_of(event, user) for event in batch])
    return {"results": [receipt(seq) for seq in numbers]}


@app.post("/api/v1/logs", status_code=202)
def log_lines(request: Request, body: bytes = Depends(body_of)):
    user, value = user_of(request), json_of(body)
    lines = value if isinstance(value, list) else [value]
    are_lines = all(isinstance(line, dict) and isinstance(line.get("text"), str) for line in lines)
    if not are_lines or not 1 <= len(lines) <= 1000:
        raise Refused(400, "invalid_field", "Expected 1 to 1000 lines with a `text`.", "body")
    defaults = {"thread_id": "default", "level": "info", "timestamp": iso(time.time())}
    events = [event_of({"channel": "logs", "event": "log", "data": {**defaults, **line}}, user) for line in lines]
    numbers, repeated = publish(request, user, body, events)
    return {
        "accepted": len(lines),
        "repeated": repeated,
        "first_seq": numbers[0],
        "last_seq": numbers[-1],
        "epoch": store.epoch,
    }


# #endregion


# #region history
@app.get("/api/v1/channels/{channel}/events")
def history(
    request: Request,
    channel: str,
    after: Optional[int] = Query(None, ge=0, lt=2**53),
    before: Optional[int] = Query(None, ge=0, lt=2**53),
    limit: int = Query(100, ge=1, le=1000),
    event: List[str] = Query([]),
    thread_id: List[str] = Query([]),
):
    allow(user_of(request), "history", channel_name(channel, "channel"), "channel")
    page = store.page(channel, after, before, limit, event, thread_id)
    return JSONResponse(page, headers={"cache-control": "no-store"})


# #endregion

if __name__ == "__main__":
    listener = socket.create_server(("127.0.0.1", int(os.environ.get("PORT", "3000"))))
    print(f"listening on http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
    uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listener])
