using Lectures.Screen;

namespace Lectures.Filters;

/// <summary>A picture to filter: a bright disc and a grey square on a dark ground.</summary>
internal static class Scene
{
    /// <summary>Rows and columns.</summary>
    public const int Side = 24;

    private const float Ground = 0.15f;
    private const float Square = 0.55f;
    private const float Disc = 0.9f;
    private const int DiscRow = 8;
    private const int DiscColumn = 8;
    private const int SquareFirst = 12;
    private const int SquareLast = 20;

    /// <summary>The scene; the disc lies over the square.</summary>
    public static Picture Draw()
    {
        const int RadiusSquared = 36;
        float[] pixels = new float[Side * Side];
        for (int i = 0; i < pixels.Length; i++)
        {
            (int row, int column) = (i / Side, i % Side);
            int down = row - DiscRow;
            int right = column - DiscColumn;
            pixels[i] = (down * down) + (right * right) < RadiusSquared ? Disc
                : row is >= SquareFirst and <= SquareLast && column is >= SquareFirst and <= SquareLast ? Square
                : Ground;
        }

        return new Picture("scene", Side, pixels);
    }

    /// <summary>The scene with noise of up to 0.25, the same every time.</summary>
    public static Picture DrawNoisy()
    {
        Picture scene = Draw();
        float[] noise = Networks.RandomNumbers(scene.Pixels.Length, seed: 1);
        float[] pixels = new float[noise.Length];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = scene.Pixels[i] + (noise[i] / 4);
        }

        return new Picture("with noise", Side, pixels);
    }
}
