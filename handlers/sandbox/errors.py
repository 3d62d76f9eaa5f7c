"""Refusals: what the Bot API answers instead of a result."""

from handlers.sandbox.facts import Json


class Refusal(Exception):
    """An answer with `ok: false`: its code, its description word for word, its parameters."""

    def __init__(self, code: int, description: str, parameters: Json | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> Json:
        """Give the JSON the wire carries."""
        body: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(why: str, parameters: Json | None = None) -> Refusal:
    """400; the first letter falls unless the second stands (TBA fail_query_with_error)."""
    stands = len(why) > 1 and (why[1] == "_" or "A" <= why[1] <= "Z")
    return Refusal(400, f"Bad Request: {why if stands else why[:1].lower() + why[1:]}", parameters)


def forbidden(why: str) -> Refusal:
    """403: the chat is there, the bot may not."""
    return Refusal(403, f"Forbidden: {why}")


def conflict(why: str) -> Refusal:
    """409: another poller, or a webhook."""
    return Refusal(409, f"Conflict: {why}")


def too_many(seconds: int) -> Refusal:
    """429, with the wait in words and in figures (TBA set_retry_after_error)."""
    description = f"Too Many Requests: retry after {seconds}"
    return Refusal(429, description, {"retry_after": seconds})


UNAUTHORIZED = Refusal(401, "Unauthorized")
NOT_FOUND = Refusal(404, "Not Found")
TOO_LARGE = Refusal(413, "Request Entity Too Large")
