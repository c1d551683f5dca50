"""QObjects between the controller and QML: they mirror and format, and decide nothing."""
