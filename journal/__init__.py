"""Every call, taken down beside the request and worked out, masked and kept by a thread of its own."""
