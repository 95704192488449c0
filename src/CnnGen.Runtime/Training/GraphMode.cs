namespace CnnGen;

/// <summary>What a <see cref="TrainingGraph"/> computes: PyTorch's <c>train()</c> and <c>eval()</c>.</summary>
public enum GraphMode
{
    /// <summary>BatchNorm normalises by the batch, and its running estimates follow; dropout drops.</summary>
    Training,

    /// <summary>What a network's own Forward computes, and the gradients of that: BatchNorm normalises by its running estimates, which stay as they are; dropout drops nothing.</summary>
    Evaluation,
}
