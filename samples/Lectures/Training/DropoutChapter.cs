using System.Linq;
using CnnGen;
using Lectures.Screen;

namespace Lectures.Training;

[Input(2)]
[Dropout(0.5), Linear(1, Bias = false)]
internal partial class DroppedNeuron;

/// <summary>A neuron of two inputs under dropout.</summary>
internal sealed class DropoutChapter() : Chapter("dropout", "Dropout")
{
    private const int Samples = 4096;

    /// <summary>The neuron's inputs.</summary>
    public static float[] Input => [1, 1];

    /// <summary>Its weights.</summary>
    public static float[] Weights => [2, 3];

    /// <summary>The neuron's output where nothing is dropped.</summary>
    public static float Inference => Networks.Outputs<DroppedNeuron>(Input, Weights)[0];

    /// <summary>Its outputs for the same input many times while training: each input is dropped half of the time, and doubled otherwise.</summary>
    public static float[] TrainingOutputs()
    {
        using DroppedNeuron network = Networks.WithParameters<DroppedNeuron>(Weights);
        using TrainingGraph graph = network.CreateTrainingGraph(Samples);
        float[] outputs = new float[Samples];
        graph.Forward([.. Enumerable.Repeat(Input, Samples).SelectMany(input => input)], outputs);
        return outputs;
    }

    protected override void Tell(Page page)
    {
        page.Text("While training, dropout sets each number to zero with probability 1/2, and doubles what it keeps, so that the mean stays. "
            + "A neuron with the weights (2, 3) and the inputs (1, 1) then gives one of four outputs:");
        float[] outputs = TrainingOutputs();
        page.Networks(DroppedNeuron.Info);
        page.Table(
            ["output", "how often"],
            [.. outputs.CountBy(output => output).OrderBy(count => count.Key).Select(count => new[] { $"{count.Key}", $"{(double)count.Value / Samples:P1}" })]);
        page.Formulas(
            "mean of the four         (0 + 2*2 + 2*3 + 2*(2 + 3)) / 4 = 5",
            $"mean of {Samples:N0} samples    {outputs.Average():0.00}",
            $"without dropout          2*1 + 3*1 = {Inference}");
    }
}
