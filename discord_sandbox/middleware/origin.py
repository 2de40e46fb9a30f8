"""Keep other websites out: any page can reach this machine's ports through its visitor's browser.

Anyone can read tokens at `/sandbox/world`, so no other site may read, frame, or change anything here.
Browsers say where a request comes from in `Origin` and `Sec-Fetch-Site`. Programs that aren't browsers send
neither and are let in. WebSockets are checked too, because CORS doesn't cover them.
"""

import re
from collections.abc import Awaitable, Callable

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
LOOPBACK = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:[0-9]+)?", re.IGNORECASE)
OWN_SITES = ("same-origin", "none")  # "none" means you typed the address; "same-site" would be another port
PRIVATE_HEADERS = {
    "X-Content-Type-Options": "nosniff",  # JSON isn't a script, not even for <script src>
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


@web.middleware
async def only_this_machine(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse requests for another host name (DNS rebinding) or from another site's page."""
    host = request.headers.getall("Host", [])
    if len(host) != 1 or not LOOPBACK.fullmatch(host[0]):
        return web.Response(status=403, text="The sandbox answers this machine only.")
    origins = request.headers.getall("Origin", [])
    sites = request.headers.getall("Sec-Fetch-Site", [])
    if any(each != f"http://{host[0]}" for each in origins) or any(each not in OWN_SITES for each in sites):
        words = "The sandbox answers its own page only. To open that page, type its address yourself."
        return web.Response(status=403, text=words)
    return await handler(request)


async def keep_private(_: web.Request, response: web.StreamResponse) -> None:
    """Tell the browser to keep responses from other sites' pages, in case it didn't name the origin."""
    response.headers.update(PRIVATE_HEADERS)
