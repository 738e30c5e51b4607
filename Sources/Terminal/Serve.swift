import Debugger

/// Runs a session until the user, the script or the system ends it: in panes, line by line, or in
/// batch.
///
/// - Returns: The exit status of the program.
/// - Throws: ``SignalError``.
package func serve(
  _ session: Session, _ options: SessionOptions, on console: Console
) throws -> Int32 {
  let colorsText = options.color == .always
  if options.isBatch { return try BatchRunner(session, colors: colorsText).run() }
  if let loop = try RunLoop(session, console: console, color: options.color) { return loop.run() }
  return try PlainRunner(session, console: console, colors: colorsText).run()
}
