//! The one program: what the command line says is done by the library.
use std::process::ExitCode;

fn main() -> ExitCode {
    cloud_school::command_line::run()
}
