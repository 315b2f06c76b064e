"""For JSON Schema 7.0 is an integer; the service takes 7 and nothing else for a whole number, so that each text of a statement is
read in one way. No schema can say so, and what the tester sends as an integer is written as one."""

import schemathesis


def whole(value):
    """The value with every number that is whole written so."""
    if isinstance(value, dict):
        return {name: whole(member) for name, member in value.items()}
    if isinstance(value, list):
        return [whole(element) for element in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


@schemathesis.hook
def map_body(context, body):
    return whole(body)
