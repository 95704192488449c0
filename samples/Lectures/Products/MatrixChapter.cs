using System.Collections.Generic;
using CnnGen;
using Lectures.Architectures;
using Lectures.Screen;

namespace Lectures.Products;

/// <summary>AlexNet's first filters on a smaller image.</summary>
[Network(Training = false)]
[Input(3, 27, 27)]
[Conv(96, 11, Stride = 4)]
internal partial class FirstFilters;

/// <summary>A convolution as one product of two matrices.</summary>
internal sealed class MatrixChapter() : Chapter("matrix", "Convolution as a matrix product")
{
    private const int Kernel = 11;
    private const int Stride = 4;

    /// <summary>The network's outputs, and those of the matrix product with the same weights.</summary>
    public static (float[] Network, float[] Product) Outputs()
    {
        float[] image = Networks.RandomNumbers(FirstFilters.InputLength, seed: 1);
        using FirstFilters network = FirstFilters.Create(seed: 1);
        float[] columns = ImageColumns.Of(image, FirstFilters.Info.InputShape, Kernel, Stride);
        float[] product = Product(network.Parameters[0].Value, network.Parameters[1].Value, columns);
        return (network.Forward(image), product);
    }

    /// <summary>Weights times columns, plus a bias a row.</summary>
    /// <param name="weights">A row a filter.</param>
    /// <param name="biases">One a filter.</param>
    /// <param name="columns">A column a place.</param>
    public static float[] Product(IReadOnlyList<float> weights, IReadOnlyList<float> biases, float[] columns)
    {
        int inner = weights.Count / biases.Count;
        int places = columns.Length / inner;
        float[] product = new float[biases.Count * places];
        for (int filter = 0; filter < biases.Count; filter++)
        {
            for (int place = 0; place < places; place++)
            {
                float sum = biases[filter];
                for (int i = 0; i < inner; i++)
                {
                    sum += weights[(filter * inner) + i] * columns[(i * places) + place];
                }

                product[(filter * places) + place] = sum;
            }
        }

        return product;
    }

    protected override void Tell(Page page)
    {
        LayerInfo first = AlexNetChapter.First;
        int filters = first.OutputShape[0];
        int inner = AlexNetChapter.FirstWeights / filters;
        int places = first.OutputShape[1] * first.OutputShape[2];
        page.Text("What a filter covers at one place is written as a column, and the columns of all places stand beside each other "
            + "(im2col). With the filters as rows all outputs are one matrix product. For AlexNet's first layer:");
        page.Formulas($"[{filters} x {inner}] * [{inner} x {places}] = [{filters} x {places}], which is {Page.Shape(first.OutputShape)}");
        (float[] network, float[] product) = Outputs();
        page.Text("The same filters on 27x27 pixels, by the network and by the product:");
        page.Networks(FirstFilters.Info);
        page.Text("The first row of the first filter's map:");
        page.Matrices(new Matrix("network", 5, network[..5]));
        page.Matrices(new Matrix("matrix product", 5, product[..5]));
        page.Formulas($"largest difference {Agreement.RelativeError(network, product):0.0e+0} of the largest output, over all {network.Length:N0}");
        page.Text($"Pixels are copied: the columns hold {inner * places:N0} numbers, the image {AlexNet.InputLength:N0}.");
    }
}
