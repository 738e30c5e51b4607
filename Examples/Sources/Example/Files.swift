import Word2Vec

/// The code of the article "Files".
func readAndWrite(in folder: String) throws {
  do {
    _ = try CorpusReader(path: "missing.txt")
  } catch {
    print(error)
  }

  let reader = CorpusReader(text: "apple pie is sweet and plum pie is sweet", name: "pies")
  let corpus = try reader.read(
    minimumCount: 2,
    cancellation: Cancellation { try Task.checkCancellation() })
  print("\(reader.bytesRead) bytes, \(corpus.vocabulary.count) words that occur twice")

  var settings = Hyperparameters()
  settings.epochs = 20
  var trainer = Trainer(corpus: corpus, hyperparameters: settings)
  trainer.train()
  let path = folder + "/v.txt"
  let writer = try VectorFileWriter(
    path: path, vocabulary: corpus.vocabulary, dimension: settings.dimension)
  try writer.write(trainer.parameters.center)
  print("wrote \(writer.written) vectors")

  let vectors = try VectorFileReader(
    path: path, vocabulary: corpus.vocabulary, dimension: settings.dimension
  ).read()
  var other = Trainer(corpus: corpus, hyperparameters: settings)
  other.withMutableMatrix(.center) { vectors.assign(to: &$0) }
  let isSame = other.parameters.center.vector(0) == trainer.parameters.center.vector(0)
  print("\(vectors.words.count) of them read; the same numbers: \(isSame)")

  do throws(VectorFileError) {
    _ = try VectorFileReader(path: path, vocabulary: corpus.vocabulary, dimension: 100)
  } catch {
    if case .wrongDimension(_, let found, let expected) = error {
      print("dimension \(found), expected \(expected)")
    }
  }
}
