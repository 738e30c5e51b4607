import Glibc
import Terminal

/// Opens closed standard streams on /dev/null, so that no other file gets their descriptors.
func openStandardStreams() {
  for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) == -1 {
    // Nothing can be written to a closed standard output, and the program reports that.
    _ = open("/dev/null", descriptor == STDOUT_FILENO ? O_RDONLY : O_RDWR)
  }
}

/// The user's own commands, if there are any.
func userInitFile() -> String? {
  let path = userDirectory("XDG_CONFIG_HOME", orInHome: ".config").map { $0 + "/sgdb/init.sgdb" }
  return path.flatMap { access($0, F_OK) == 0 ? $0 : nil }
}

/// Writes a text to a descriptor, as well as it goes.
func write(_ descriptor: Int32, _ text: String) {
  let bytes = Array(text.utf8)
  _ = Glibc.write(descriptor, bytes, bytes.count)
}
