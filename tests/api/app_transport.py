"""A line between our async client and the app under test, which a test can cut and whose replies it can lose."""

import asyncio

import httpx
from flask import Flask

LONG_POLL = "0.05"
"""Seconds: a test must not wait for a long poll that outlives it."""


class AppTransport(httpx.AsyncBaseTransport):
    """Calls the Flask app in a thread, as a server would."""

    def __init__(self, app: Flask) -> None:
        self.lead_to(app)
        self.down = False
        self.lose_next_reply_of = ""
        """The end of a path: the next such call is carried out, and its reply lost."""
        self.calls: list[str] = []

    def lead_to(self, app: Flask) -> None:
        """From now on another backend answers."""
        self._server = httpx.WSGITransport(app=app)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if self.down:
            raise httpx.ConnectError("the line is cut", request=request)
        self.calls.append(f"{request.method} {request.url.path}")
        response = await asyncio.to_thread(self._answer, request, await request.aread())
        if self.lose_next_reply_of and request.url.path.endswith(self.lose_next_reply_of):
            self.lose_next_reply_of = ""
            raise httpx.ReadError("the reply is lost", request=request)
        return response

    def _answer(self, request: httpx.Request, body: bytes) -> httpx.Response:
        url = request.url
        if "wait" in url.params:
            url = url.copy_set_param("wait", LONG_POLL)
        sent = httpx.Request(request.method, url, headers=request.headers, content=body)
        response = self._server.handle_request(sent)
        return httpx.Response(response.status_code, headers=response.headers, content=response.read())
