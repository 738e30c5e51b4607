import TestSupport
import Testing

/// Exported files of hostile words, read by other programs.
@Suite("Other programs read exported files", .serialized)
struct ForeignParserTests {
  private static let python = Tool.first(of: ["python3"])
  private static let latex = Tool.first(of: ["pdflatex"])
  private static let octave = Tool.first(of: ["octave-cli", "octave"])

  /// Words that a spreadsheet, LaTeX, Octave, a browser or a shell would run; none has a blank.
  static let words: [[UInt8]] =
    [
      #"=HYPERLINK("http://x","y")"#, "+1+cmd|calc", "-2+3", "@SUM(A1:A9)", #"\input{/etc/passwd}"#,
      #"\write18{touch${IFS}owned}"#, #"\immediate\openout5=owned"#,
      #"");system("touch${IFS}owned")"#,
      #"');system('touch${IFS}owned');x('"#, "<script>alert(1)</script>", "]]>", "-->", "&amp;",
      "&x;",
      "\"", "'", "a,b", #"%d%s\n"#, "`touch${IFS}owned`", "$(touch${IFS}owned)", "\\", "%",
      "\u{202E}abc", "e\u{301}", "\u{1B}[31m", "a\u{0}b", "{", "}", "#{1}", "true", "NaN", "1e5",
    ].map { Array($0.utf8) } + [[0xFF, 0xFE]]

  /// A folder with a text of the words and what the program exports of a window with all of them.
  private func exported(
    _ name: String, _ what: String = "", objective: String
  ) async throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let text = Array(Self.words.joined(separator: [0x20])) + Array("\nx y z x y z x y z\n".utf8)
    _ = try folder.write(text, to: "text.txt")
    let result = try await BuiltProgram.run([
      folder.file("text.txt"), "--batch", "-nx", "--tokens", "raw", "--radius", "40", "--dimension",
      "3",
      "--objective", objective, "-ex", "step 3", "-ex", "export \(what) \(folder.file(name))",
    ])
    #expect(result.status == 0, "\(result.errors)")
    return folder
  }

  /// Runs lines of Python on a file, which have the words that are UTF-8 in `words`.
  private func check(_ folder: TemporaryFolder, _ lines: String) async throws {
    let words = Self.words.dropLast().map { "bytes(\($0)).decode()" }.joined(separator: ",")
    let start = "import csv,json,xml.etree.ElementTree as xml\nwords=[\(words)]\n"
    let python = try #require(Self.python)
    let result = try await python.run(["-c", start + lines], in: folder.path)
    #expect(result.status == 0, "\(result.errors)")
  }

  @Test(
    "Python's csv module reads every row, with words as they are shown, and no cell is a formula",
    .enabled(if: python != nil, "Python is not installed"),
    arguments: ["softmax", "negative-sampling"])
  func rows(objective: String) async throws {
    let folder = try await exported("a.csv", objective: objective)
    try await check(
      folder,
      """
      rows = list(csv.reader(open('a.csv', newline=''), strict=True))
      assert len(rows) > 30 and len({len(row) for row in rows}) == 1
      cells = {cell for row in rows for cell in row}
      for cell in cells:
          if cell[:1] in '=+-@' and cell: float(cell)
      def escaped(c): return chr(92) + ('x%02x' if ord(c) < 128 else 'u{%x}') % ord(c)
      def shown(c): return 2 * c if c == chr(92) else c if c.isprintable() else escaped(c)
      shown = {word: ''.join(map(shown, word)) for word in words}
      found = [word for word in words if shown[word] in cells or "'" + shown[word] in cells]
      assert len(found) == len(words), set(words) - set(found)
      """)
  }

  @Test(
    "Python's json module reads every word as it is",
    .enabled(if: python != nil, "Python is not installed"),
    arguments: ["softmax", "negative-sampling"])
  func values(objective: String) async throws {
    let folder = try await exported("a.json", objective: objective)
    try await check(
      folder,
      """
      text = open('a.json', 'rb').read().decode()
      window = json.loads(text)
      found = {window['center']} | {pair['outside'] for pair in window['pairs']}
      assert set(words) <= found, set(words) - found
      assert not any(ord(c) < 32 and c != '\\n' for c in text)
      """)
  }

  @Test(
    "An XML parser reads pictures, which hold text and nothing that acts",
    .enabled(if: python != nil, "Python is not installed"),
    arguments: ["screen", "projection", "heat", "yhat"])
  func pictures(picture: String) async throws {
    let folder = try await exported("a.svg", picture, objective: "softmax")
    try await check(
      folder,
      """
      tree = xml.parse('a.svg')
      names = {element.tag.split('}')[1] for element in tree.iter()}
      assert names <= {'svg', 'rect', 'text', 'tspan', 'path', 'line', 'circle', 'g', 'title', 'polyline'}, names
      for element in tree.iter():
          for name in element.attrib: assert not name.startswith('on') and 'href' not in name, name
      shown = ''.join(tree.getroot().itertext())
      assert not any(ord(c) < 32 and c != '\\n' or c in '\\u202e\\u2028' for c in shown)
      """)
  }

  @Test(
    "LaTeX typesets the words and opens no other file",
    .enabled(if: latex != nil, "pdflatex is not installed"),
    arguments: ["softmax", "negative-sampling"])
  func typesets(objective: String) async throws {
    let folder = try await exported("a.tex", objective: objective)
    let before = folder.names
    let result = try await #require(Self.latex).run(
      ["-shell-escape", "-recorder", "-interaction=nonstopmode", "-halt-on-error", "a.tex"],
      in: folder.path)
    #expect(result.status == 0, "\(result.output.suffix(1500))")
    #expect(!(try folder.text("a.fls")).contains("passwd"))
    let made = Set(folder.names).subtracting(before).subtracting([
      "a.aux", "a.fls", "a.log", "a.pdf",
    ])
    #expect(made == [])
  }

  @Test(
    "Octave computes the window and runs no word",
    .enabled(if: octave != nil, "Octave is not installed"),
    arguments: ["softmax", "negative-sampling"])
  func computes(objective: String) async throws {
    let folder = try await exported("a.m", objective: objective)
    let before = folder.names
    let result = try await #require(Self.octave).run(
      ["--norc", "--no-history", "--quiet", "a.m"], in: folder.path)
    #expect(result.status == 0, "\(result.output)\(result.errors)")
    #expect(result.output.contains("every number agrees"))
    #expect(folder.names == before)
  }
}
