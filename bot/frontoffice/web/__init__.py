"""The web pages of the colleagues: server-rendered, useful without JavaScript, nothing from elsewhere."""
