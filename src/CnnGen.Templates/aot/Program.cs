if (args.Length == 0)
{
    Console.Error.WriteLine("usage: CnnGenAot DRAWING...    files of 32 lines of 32 characters, a space or a dot where there is no ink");
    return 2;
}

foreach (string path in args)
{
    try
    {
        Guess guess = ShapeNet.Default.Classify(Drawing.Read(path));
        Console.WriteLine($"{path}: {guess.Shape}, {guess.Probability:P1}");
    }
    catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
    {
        Console.Error.WriteLine(exception.Message);
        return 1;
    }
}

return 0;
