using System;
using System.Linq;

namespace CnnGen;

/// <summary>The batch that is passed again and again, its loss where nothing is moved, and the gradients there.</summary>
internal sealed class CheckedBatch
{
    // Two roundings of what a sample's outputs add to the loss.
    private const double Rounding = 1.0 / (1 << 22);

    private readonly TrainingGraph _graph;
    private readonly BatchLoss _loss;
    private readonly float[] _outputs;
    private readonly float[] _outputGradient;

    public CheckedBatch(TrainingGraph graph, float[] inputs, BatchLoss loss)
    {
        _graph = graph;
        _loss = loss;
        Inputs = inputs;
        _outputs = new float[inputs.Length / graph.InputLength * graph.OutputLength];
        _outputGradient = new float[_outputs.Length];
        InputGradient = new float[inputs.Length];
        Loss = LossNow();
        if (!double.IsFinite(Loss))
        {
            throw new NotFiniteNumberException($"the loss is {Loss}; gradients can be checked where it is a finite number", Loss);
        }

        graph.Backward(_outputGradient, InputGradient);
        Noise = Rounding * (Math.Abs(Loss) + _outputs.Zip(_outputGradient, static (output, gradient) => Math.Abs((double)output * gradient)).Sum());
    }

    /// <summary>The samples, whose elements may be moved.</summary>
    public float[] Inputs { get; }

    /// <summary>The gradient by them, as Backward has it.</summary>
    public float[] InputGradient { get; }

    /// <summary>The loss where nothing is moved.</summary>
    public double Loss { get; }

    /// <summary>How far from the function's the loss may be that float32 gives.</summary>
    public double Noise { get; }

    /// <summary>The gradient by a parameter, as Backward has it.</summary>
    public float[] GradientOf(string parameter) => _graph.Gradients[parameter].Value;

    /// <summary>The loss with weights and inputs as they are now.</summary>
    public double LossNow()
    {
        _graph.Forward(Inputs, _outputs);
        return _loss(_outputs, _outputGradient);
    }
}
