"""Pusher Channels, or a compatible backend: signatures, and the call that publishes."""

import hashlib
import hmac
import http.client
import json
import os
import time
from urllib.parse import urlencode

LARGEST_DATA = 10_240


def compact(value) -> str:
    """JSON without white space, which is the form whose size is limited."""
    return json.dumps(value, separators=(",", ":"))


class Backend:
    def __init__(self, env=os.environ):
        self.app_id, self.key, self.secret = env["PUSHER_APP_ID"], env["PUSHER_KEY"], env["PUSHER_SECRET"]
        self.host = env.get("PUSHER_HOST") or f"api-{env.get('PUSHER_CLUSTER', 'mt1')}.pusher.com"
        self.tls = env.get("PUSHER_SSL", "true") != "false"
        self.port = int(env.get("PUSHER_PORT") or (443 if self.tls else 80))

    def sign(self, text: str) -> str:
        return hmac.new(self.secret.encode(), text.encode(), hashlib.sha256).hexdigest()

    # #region publish
    def publish(self, channel: str, event: str, data: dict, socket_id=None) -> None:
        """One call of the HTTP API. Raises OSError if the event may not have been delivered."""
        message = {"name": event, "channels": [channel], "data": compact(data)}
        if socket_id:
            message["socket_id"] = socket_id
        body, path = json.dumps(message).encode(), f"/apps/{self.app_id}/events"
        query = {
            "auth_key": self.key,
            "auth_timestamp": str(int(time.time())),
            "auth_version": "1.0",
            "body_md5": hashlib.md5(body).hexdigest(),
        }
        # These names are in alphabetical order, and no value needs escaping.
        query["auth_signature"] = self.sign(f"POST\n{path}\n{urlencode(query)}")
        connect = http.client.HTTPSConnection if self.tls else http.client.HTTPConnection
        connection = connect(self.host, self.port, timeout=10)
        try:
            connection.request("POST", f"{path}?{urlencode(query)}", body, {"content-type": "application/json"})
            response = connection.getresponse()
            answer = response.read(256 * 1024)
            if response.status != 200 or not answer.startswith(b"{"):
                raise OSError(f"{response.status} {answer[:200]!r}")
        except http.client.HTTPException as error:
            raise OSError(repr(error)) from error
        finally:
            connection.close()

    def publish_numbered(self, channel: str, event: str, first_seq: int, epoch: str, items: list, socket_id=None) -> None:
        """Puts events of one name with contiguous numbers into as few messages as possible: kit:batch for more than one."""
        run = []
        for index, item in enumerate(items):
            if run and len(compact(batch(event, first_seq, epoch, [*run, item]))) > LARGEST_DATA:
                self._publish_run(channel, event, first_seq, epoch, run, socket_id)
                first_seq, run = first_seq + len(run), []
            run.append(item)
        if run:
            self._publish_run(channel, event, first_seq, epoch, run, socket_id)

    def _publish_run(self, channel, event, first_seq, epoch, run, socket_id):
        if len(run) == 1:
            self.publish(channel, event, {**run[0], "$kit": {"seq": first_seq, "epoch": epoch}}, socket_id)
        else:
            self.publish(channel, "kit:batch", batch(event, first_seq, epoch, run), socket_id)

    # #endregion


def batch(event: str, first_seq: int, epoch: str, items: list) -> dict:
    return {"$kit": {"seq": first_seq, "epoch": epoch}, "event": event, "items": items}
