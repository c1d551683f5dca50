"""One function a use case, one transaction each. They know no HTTP: they take requests and return answers
of the contract, and refuse with the exceptions of `refusals`."""
