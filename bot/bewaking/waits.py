"""How long to wait before the next try: tenacity's strategies, asked for a number. Waits itself for nothing."""

from tenacity import RetryCallState, Retrying, wait_exponential_jitter
from tenacity.wait import wait_base

# A row of the outbox. Not for long: the breakers, not the rows, keep us from pestering who is away.
ROW = wait_exponential_jitter(multiplier=2, max=60, jitter=1)
# What only the administrator can mend (a password, a credit): asked too often, we are locked out.
OPERATOR = wait_exponential_jitter(multiplier=2, max=600, jitter=5)
# Telegram, when it does not answer the question what is new.
POLL = wait_exponential_jitter(multiplier=1, max=30, jitter=1)
# A channel that is away, before one row is tried again.
OPEN = wait_exponential_jitter(multiplier=2, max=30, jitter=2)


def seconds(strategy: wait_base, attempt: int) -> float:
    """Seconds after this attempt, which counts from 1."""
    state = RetryCallState(Retrying(), None, (), {})
    state.attempt_number = max(attempt, 1)
    return float(strategy(state))
