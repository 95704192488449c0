using CnnGen;
using Lectures.Screen;

namespace Lectures.Arithmetic;

[Network(Training = false)]
[Input(3, 32, 32)]
[Conv(10, 5, Pad = 2)]
internal partial class TenFilters;

[Network(Training = false)]
[Input(3, 32, 32)]
[Linear(10)]
internal partial class TenNeurons;

[Network(Training = false)]
[Input(3, 200, 200)]
[Linear(1)]
internal partial class OneNeuron;

/// <summary>How many weights there are, and how often each is used.</summary>
internal sealed class ParametersChapter() : Chapter("parameters", "Parameters and multiply-adds")
{
    /// <summary>Parameters of one of the ten filters.</summary>
    public static int ParametersOfFilter => TenFilters.ParameterCount / TenFilters.Info.Layers[0].OutputShape[0];

    /// <summary>Multiply-adds of one of the outputs.</summary>
    public static long MultiplyAddsOfOutput => TenFilters.MultiplyAdds / TenFilters.OutputLength;

    protected override void Tell(Page page)
    {
        page.Text("Ten 5x5 filters with stride 1 and padding 2 on a 32x32x3 image:");
        page.Formulas(
            $"size           {new Window(32, 5, 1, 2)}, so {TenFilters.OutputLength:N0} outputs",
            $"parameters     10 filters * (5*5*3 weights + 1 bias) = 10 * {ParametersOfFilter} = {TenFilters.ParameterCount}",
            $"multiply-adds  {TenFilters.OutputLength:N0} outputs * {MultiplyAddsOfOutput} = {TenFilters.MultiplyAdds:N0}");
        page.Text("A filter's weights are used at every place. A fully connected layer has a weight of its own for each input of each neuron, "
            + "and one neuron that sees an image of 200x200 pixels has as many weights as the image has numbers:");
        page.Networks(TenFilters.Info, TenNeurons.Info, OneNeuron.Info);
    }
}
