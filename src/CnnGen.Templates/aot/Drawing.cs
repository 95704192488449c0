/// <summary>Pictures as text.</summary>
internal static class Drawing
{
    private const int Size = 32;

    /// <summary>Reads a file of 32 lines of 32 characters: 0 where one is a space or a dot, else 1.</summary>
    public static float[] Read(string path)
    {
        string[] lines = File.ReadAllLines(path);
        return lines.Length == Size && lines.All(static line => line.Length == Size)
            ? [.. string.Concat(lines).Select(static character => character is ' ' or '.' ? 0f : 1f)]
            : throw new InvalidDataException($"'{path}' has not {Size} lines of {Size} characters");
    }
}
