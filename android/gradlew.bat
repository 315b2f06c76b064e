@rem Starts the Gradle that gradle\wrapper\gradle-wrapper.properties names. "gradle wrapper", once and of Gradle 9.5 or newer,
@rem brings the JAR that fetches it, and puts its own script in the place of this one: README.md.
@echo off
setlocal
set JAR=%~dp0gradle\wrapper\gradle-wrapper.jar
if not exist "%JAR%" (
    echo gradlew: gradle\wrapper\gradle-wrapper.jar is missing. README.md says how it comes 1>&2
    exit /b 1
)
set JAVA=java
if defined JAVA_HOME set JAVA=%JAVA_HOME%\bin\java
"%JAVA%" -classpath "%JAR%" org.gradle.wrapper.GradleWrapperMain %*
