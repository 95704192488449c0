using System.Collections.Generic;

namespace Lectures.Products;

/// <summary>What a filter covers at each place, as the columns of a matrix: im2col.</summary>
internal static class ImageColumns
{
    /// <summary>A row an element of the filter (channel, row, column), a column a place, row by row.</summary>
    /// <param name="image">The image, channel by channel.</param>
    /// <param name="shape">Its channels, rows and columns.</param>
    /// <param name="kernel">The filter's rows and columns.</param>
    /// <param name="stride">By how many pixels it moves.</param>
    public static float[] Of(float[] image, IReadOnlyList<int> shape, int kernel, int stride)
    {
        (int channels, int height, int width) = (shape[0], shape[1], shape[2]);
        int rows = ((height - kernel) / stride) + 1;
        int columns = ((width - kernel) / stride) + 1;
        float[] matrix = new float[channels * kernel * kernel * rows * columns];
        int next = 0;
        for (int element = 0; element < channels * kernel * kernel; element++)
        {
            int channel = element / (kernel * kernel);
            int kernelRow = element / kernel % kernel;
            int kernelColumn = element % kernel;
            for (int place = 0; place < rows * columns; place++)
            {
                int row = (place / columns * stride) + kernelRow;
                int column = (place % columns * stride) + kernelColumn;
                matrix[next++] = image[(((channel * height) + row) * width) + column];
            }
        }

        return matrix;
    }
}
