@echo off
rem With JAVA_OPTS set, karaf.bat does not ask for a security manager, which ends Java 24 and newer at once.
if not defined JAVA_OPTS set JAVA_OPTS=-Xms64m -Xmx256m -XX:+UseSerialGC
