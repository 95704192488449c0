using System;

namespace CnnGen;

/// <summary>A group of processes cannot go on, or cannot begin.</summary>
public sealed class ProcessGroupException : Exception
{
    /// <summary>Keeps what is the matter.</summary>
    /// <param name="message">What.</param>
    /// <param name="innerException">What it comes from, if there is such.</param>
    public ProcessGroupException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
