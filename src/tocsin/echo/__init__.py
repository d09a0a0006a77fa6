"""Echo: who carries whose line, with what lag, and in how many words of their own."""
