"""The only Qt code that kiosk and station share: the event loop, language and fonts, colours, stalls and grabs."""
