import Debugger

/// Runs a session until the user, the script or the system ends it: in panes, line by line, or in
/// batch.
///
/// - Returns: The exit status of the program.
package func serve(_ session: Session, _ options: SessionOptions, on console: Console) -> Int32 {
  session.isInterrupted = Signals.isInterrupted
  let colorsText = options.color == .always
  if options.isBatch { return BatchRunner(session, colors: colorsText).run() }
  if let loop = RunLoop(session, console: console, color: options.color) { return loop.run() }
  return PlainRunner(session, console: console, colors: colorsText).run()
}
