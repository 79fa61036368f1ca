"""Rules: a loaded plan, and a day where progress is asked for, becomes findings.

A rule is one small function beside its code, name and severity; its page in ``pages/`` is what people
read and what the tests run. A new rule touches its module, its page and, for more than the page shows,
its test.
"""
