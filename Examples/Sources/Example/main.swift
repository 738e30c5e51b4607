/// Runs the code of the articles of Word2Vec, in a folder given as the argument.
try trainFirst()
try showGradients()
try readAndWrite(in: CommandLine.arguments.dropFirst().first ?? ".")
