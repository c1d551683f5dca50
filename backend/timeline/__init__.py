"""One session from its creation on, as everybody saw it: calls, events, webhooks, and where money and goods parted."""
