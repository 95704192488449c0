using System.Linq;
using Xunit;

namespace CnnGen.Runtime.Tests;

/// <summary>Layout changes: every element goes to its place, and nothing else is written.</summary>
public sealed class TensorMemoryTests
{
    private const float Untouched = -1;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Rearrange_MovesEveryElement_ThereAndBack(int border)
    {
        foreach (int channels in new[] { 1, 3, 4, 7, 15, 16, 17, 20, 31, 32, 40 })
        {
            foreach ((int height, int width) in new[] { (1, 1), (1, 5), (2, 4), (3, 3), (2, 9) })
            {
                TensorLayout planes = TensorLayout.Dense(channels, 1, height, width);
                TensorLayout blocks = Blocks(channels, height, width, border);
                float[] x = [.. Enumerable.Range(0, planes.Elements).Select(static i => (float)i)];
                float[] y = [.. Enumerable.Repeat(Untouched, blocks.Blocks * blocks.PlaneStride)];
                float[] back = new float[x.Length];
                TensorMemory.Rearrange(ref x[0], planes, ref y[0], blocks);
                TensorMemory.Rearrange(ref y[0], blocks, ref back[0], planes);
                Assert.Equal(x, back);
                AssertPlaced(x, y, blocks);
            }
        }
    }

    private static void AssertPlaced(float[] x, float[] y, TensorLayout blocks)
    {
        float[] expected = [.. Enumerable.Repeat(Untouched, y.Length)];
        for (int i = 0; i < x.Length; i++)
        {
            int pixel = i % (blocks.Height * blocks.Width);
            int channel = i / (blocks.Height * blocks.Width);
            expected[blocks.ChannelOffset(channel) + blocks.RowOffset(pixel / blocks.Width) + (pixel % blocks.Width * blocks.ColumnStride)] = x[i];
        }

        Assert.Equal(expected, y);
    }

    private static TensorLayout Blocks(int channels, int height, int width, int border)
    {
        int row = (width + (2 * border)) * TensorLayout.Block;
        int plane = (height + (2 * border)) * row;
        return new TensorLayout(channels, channels, 1, height, width, plane, plane, row, TensorLayout.Block, (border * row) + (border * TensorLayout.Block));
    }
}
