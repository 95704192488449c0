using System;

namespace CnnGen.PyTorch;

/// <summary>Why a checkpoint cannot be read, or a part of it be converted, and what to do about it.</summary>
internal sealed class CheckpointException(string message) : Exception(message);
