"""The machine at work: asyncio without Qt. It calls the backend, remembers, repeats and recovers."""
