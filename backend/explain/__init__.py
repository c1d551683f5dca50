"""Why a call was refused, in two languages, and a command that works: worked out beside the call, never in its path."""
