"""What anybody may hand to wsoa, knocked about: a little of it in the tests, as much as you like by hand.

    python -m tests.fuzz --seconds 3600            every target in turn, for an hour
    python -m tests.fuzz --seconds 60 settings     one of them
    python -m tests.fuzz --keep found              also keep each input that did harm, in a folder

An input does harm where an exception comes out that is not one of ours, or where it takes more than five
seconds of the processor though it has less than a million bytes. The exit code is 1 where one did.
"""
