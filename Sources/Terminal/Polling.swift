import Glibc
import SystemPackage

/// Waits until a descriptor has something to read, or a signal has come.
///
/// - Parameters:
///   - input: The descriptor to read.
///   - signals: Ends the waiting, without being read.
///   - milliseconds: How long to wait; forever if negative.
/// - Returns: Whether `input` can be read: there is something, its end, or an error.
func waitForInput(
  _ input: FileDescriptor, signals: Signals, milliseconds: Int32
) -> Bool {
  var watched = [input.rawValue, signals.descriptor]
    .map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
  return poll(&watched, nfds_t(watched.count), milliseconds) > 0 && watched[0].revents != 0
}
