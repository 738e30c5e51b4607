import Debugger
import RandomCases
import Word2Vec

extension FuzzTarget {
  static let corpus = FuzzTarget(
    name: "corpus", summary: "texts, against a reference tokenizer", limit: 3000,
    seeds: {
      [
        "the king", "The \"King\", the queen.\n\nÉ\u{301} \u{2028}x", "\u{FEFF}a\r\nb c\r\n",
        "ß ǅ İ",
      ]
      .flatMap { text in [0, 1, showing, showing | 1].map { [$0] + Array(text.utf8) } }
        + [[0, 0xFF, 0xC3, 0x20, 0xE2, 0x82, 0x0A, 0xF4, 0x90, 0x80, 0x80, 0x41, 0x20, 0x42]]
    },
    prepare: {
      { bytes in
        guard let first = bytes.first else { return }
        let text = Array(bytes.dropFirst())
        let tokenization: Tokenization = first & 1 == 0 ? .words : .raw
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let reference = ReferenceText(
          text.starts(with: mark) ? Array(text.dropFirst(3)) : text, tokenization)
        let reader = CorpusReader(bytes: text, source: .standardInput, tokenization: tokenization)
        let corpus: Corpus
        do {
          corpus = try reader.read()
        } catch is CorpusError {
          try require(reference.sentences.isEmpty, "a text with words is refused")
          return
        }
        try require(corpus.invalidBytes == reference.invalidBytes, "invalid bytes")
        let types = reference.types
        try require(corpus.vocabulary.count == types.count, "words of the vocabulary")
        for (word, type) in types.enumerated() {
          try require(corpus.vocabulary.bytes(of: word).elementsEqual(type), "the word \(word)")
          try require(corpus.vocabulary.index(of: type) == word, "the index of \(word)")
        }
        try require(corpus.sentenceCount == reference.sentences.count, "sentences")
        for (number, sentence) in reference.sentences.enumerated() {
          let words = corpus.tokens[corpus.tokenRange(ofSentence: number)]
            .map { corpus.vocabulary.bytes(of: Int($0)) }
          try require(words.elementsEqual(sentence, by: { $0.elementsEqual($1) }), "a sentence")
        }
        if first | 1 == showing | 1, corpus.hasWindow { try show(corpus) }
      }
    })

  /// The first byte of a text that is shown as well, which takes a hundred times as long as reading it;
  /// the last bit gives the tokenization.
  private static let showing: UInt8 = 0x80

  /// Prints a text's words in every form.
  private static func show(_ corpus: Corpus) throws {
    var hyperparameters = Hyperparameters()
    hyperparameters.dimension = 2
    let runner = SessionRunner(Session(corpus: corpus, hyperparameters: hyperparameters))
    for line in ["list", "info vocabulary", "terms", "step"]
      + ExportFormat.all.map({ "export \($0.name) -" })
    {
      try runner.run(line)
    }
  }

  /// A target for each form of vector files; the projector's words follow its numbers after a NUL.
  static let vectors: [FuzzTarget] = VectorFileFormat.allCases.map { format in
    let name = "vectors\(format.extensions[0])"
    return FuzzTarget(
      name: "vectors-\(format)", summary: "files of vectors (\(format.extensions[0]))", limit: 2000,
      seeds: {
        let session = try Session.forFuzzing()
        let folder = try ScratchFolder()
        _ = session.run("save vectors \(folder.file(name))")
        var seed = try folder.bytes(name)
        if format == .projector { seed += [0] + (try folder.bytes("vectors.metadata.tsv")) }
        return [seed, Array("1 3\nking 0.5 1e-3 -2\n".utf8)]
      },
      prepare: {
        let folder = try ScratchFolder()
        let session = try Session.forFuzzing()
        return { bytes in try checkVectors(bytes, format, in: folder, session) }
      })
  }

  private static func checkVectors(
    _ bytes: [UInt8], _ format: VectorFileFormat, in folder: ScratchFolder, _ session: Session
  ) throws {
    var source = ByteSource(bytes)
    let name = "vectors\(format.extensions[0])"
    let path: String
    if format == .projector {
      path = try folder.write(source.bytes(until: 0), to: name)
      _ = try folder.write(source.remaining(), to: "vectors.metadata.tsv")
    } else {
      path = try folder.write(bytes, to: name)
    }
    let vocabulary = session.corpus.vocabulary
    let dimension = session.hyperparameters.dimension
    func read(_ path: String) throws -> Parameters {
      let reader = try VectorFileReader(path: path, vocabulary: vocabulary, dimension: dimension)
      let loaded = try reader.read()
      var parameters = Parameters(words: vocabulary.count, dimension: dimension)
      parameters.withMutableMatrix(.center) { loaded.assign(to: &$0) }
      for name in loaded.unknown.names + loaded.duplicates.names { try requireSafe(name, "a word") }
      try require(
        (loaded.words + loaded.missing).sorted().elementsEqual(0..<vocabulary.count),
        "words found and missing are not all words")
      return parameters
    }
    let first: Parameters
    do {
      first = try read(path)
    } catch let error as VectorFileError {
      try requireSafe(error.description, "a file of vectors")
      return
    }
    // What was read is written and read again, with the same bits.
    let copy = folder.file("copy\(format.extensions[0])")
    let writer = try VectorFileWriter(path: copy, vocabulary: vocabulary, dimension: dimension)
    do {
      try first.withMatrix(.center) { try writer.write($0) }
    } catch VectorFileError.notFinite {
      return
    }
    try require(try read(copy).hash() == first.hash(), "vectors change when they are saved")
  }

  static let students = FuzzTarget(
    name: "students", summary: "files of gradients that `check against` reads", limit: 1000,
    seeds: {
      [
        #"{"gradCenter": [1, 2, 3], "gradOutside": {"king": [1, 2, 3]}}"#,
        "gradCenterVec = array([ 0.1  -2e-3 nan])\ngradOutside[king] = [1, 2, 3]",
        "gradOutside:\nking 1 2 3\n\"well-known\" 1 2 3\n", "gradCenter = [[0.1, 0.2, ...]]",
      ].map { Array($0.utf8) }
    },
    prepare: {
      let session = try Session.forFuzzing()
      return { bytes in
        do {
          let student = try StudentGradients.parse(
            bytes, vocabulary: session.corpus.vocabulary, dimension: 3)
          try require(student.center != nil || student.outside != nil, "nothing was found")
          let diagnosis = Diagnosis(
            of: student, update: try session.trace().update, parameters: session.run.parameters)
          try require(
            (diagnosis.verdict == .correct) == (diagnosis.firstDifference == nil),
            "the verdict is \(diagnosis.verdict) with \(String(describing: diagnosis.firstDifference))"
          )
        } catch let error as StudentGradientsError {
          try requireSafe(safeText(error.description), "a file of gradients")
        }
      }
    })
}
