import Debugger

/// Runs a session until the user, the script or the system ends it: in panes, line by line, or in
/// batch.
///
/// - Returns: The exit status of the program.
/// - Throws: ``SignalError``.
package func serve(
  _ session: Session, _ options: SessionOptions, on console: Console
) throws -> Int32 {
  if !options.isBatch, let loop = try RunLoop(session, console: console, color: options.color) {
    return loop.run()
  }
  return try PlainRunner(
    session, console: console, isBatch: options.isBatch, colors: options.color == .always
  ).run()
}
