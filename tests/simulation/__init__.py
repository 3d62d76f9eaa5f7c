"""The whole bot in a world driven by one seed: `python -m tests.simulation --seeds N [--seed S]`.

fate       chance, clocks and death, all from the seed
loop       an event loop in virtual time: one callback is one step, and any step may be the last
disk       the real store on SQLite in memory; a commit may fail, or be the last thing done
telegram   what Telegram keeps and forgets (`guarantees.md`, section 1), and every message told
forum      the staff group's topics, which anybody may close or delete
wire       the HTTP under python-telegram-bot: answers late, wrongly, or not at all
people     families and a caseworker
house      one life of the process: the real poller, routes, use cases, relay, channel
universe   lives, crashes and time, until everything has come to rest
laws       what must be true, after a step and at rest; of the group and of silence by themselves
mutants    the bot with one promise broken on purpose
"""
