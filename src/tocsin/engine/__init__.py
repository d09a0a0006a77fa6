"""Where stages meet: runs them in order and hands their results on."""
