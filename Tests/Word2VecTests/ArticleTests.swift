import TestSupport
import Testing

/// The articles of the documentation show the code of the package in `Examples`, which `script/test`
/// builds and runs.
@Suite("Articles")
struct ArticleTests {
  /// An article and the file with its code.
  struct Article: CustomTestStringConvertible {
    let name: String
    let source: String

    var testDescription: String { name }

    static let all = [
      Article(name: "FirstTraining", source: "FirstTraining.swift"),
      Article(name: "GradientsOfOneWindow", source: "Gradients.swift"),
      Article(name: "ReadingAndWriting", source: "Files.swift"),
    ]

    /// The lines of its blocks of code in a language, those of one block after those of another.
    func lines(of language: String) throws -> [Substring] {
      let text = try Repository.text("Sources/Word2Vec/Word2Vec.docc/\(name).md")
      return text.matches(of: /(?m)^```(\w+)\n((?s).*?)^```$/).filter { $0.1 == language }
        .flatMap { $0.2.split(separator: "\n") }
    }
  }

  @Test("An article shows the code that is run, line by line", arguments: Article.all)
  func code(article: Article) throws {
    let source = try Repository.text("Examples/Sources/Example/\(article.source)")
    let body = try #require(source.firstMatch(of: /(?m)^func .*\n((?s).*)^}$/)).1
    let lines = body.split(separator: "\n").map { $0.hasPrefix("  ") ? $0.dropFirst(2) : $0 }
    #expect(try article.lines(of: "swift") == lines)
  }

  @Test("The articles show what is printed, line by line")
  func output() throws {
    let lines = try Article.all.flatMap { try $0.lines(of: "text") }
    #expect(try lines == Repository.text("Examples/output.txt").split(separator: "\n"))
  }
}
